"""The editors' side of the chat: documents come in through it, errors are reported in it and put right, with who may do so."""
