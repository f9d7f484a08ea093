FROM python:3.11-slim

RUN apt-get update && apt-get install --yes --no-install-recommends make \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 htx \
    && mkdir -p /srv/htx /var/lib/htx \
    && chown htx:htx /srv/htx /var/lib/htx

USER htx
WORKDIR /srv/htx

COPY --chown=htx:htx Makefile requirements.txt ./
RUN make .venv/installed

COPY --chown=htx:htx . .

ENV HTX_DATA_DIR=/var/lib/htx HOST=0.0.0.0
VOLUME /var/lib/htx
EXPOSE 8000

# "make run" does the same on a bare checkout, with sample data besides.
CMD [".venv/bin/python", "manage.py", "serve"]
