# Two stages: the first installs the pinned dependencies, the second runs as a user of its own.
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv /app/.venv \
 && /app/.venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

FROM python:3.13-slim
RUN useradd --create-home --uid 10001 aide && install -d -o aide -g aide /data
WORKDIR /app
COPY --from=build /app/.venv ./.venv
COPY pyproject.toml LICENSE ./
COPY config ./config
COPY briefs ./briefs
COPY bot ./bot
ENV PATH="/app/.venv/bin:$PATH" PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 AIDE_DATA=/data TELEGRAM_LISTEN=0.0.0.0:8080
USER aide
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-m", "bot", "health"]
CMD ["python", "-m", "bot"]
