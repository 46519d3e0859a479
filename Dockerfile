# The same steps as ./run takes, in an image of Debian 12. docs/operations.md tells how to use it.
FROM debian:12-slim AS fonts
COPY requirements/fonts.txt /
WORKDIR /fonts
RUN apt-get update \
    && apt-get download $(cat /fonts.txt) \
    && for package in *.deb; do dpkg-deb --fsys-tarfile "$package" | tar -x --wildcards '*.[ot]tf'; done \
    && rm *.deb

FROM debian:12-slim

WORKDIR /srv/zhoubao
ENV PATH=/opt/zhoubao/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072 \
    ZHOUBAO_DATA_DIR=/var/lib/zhoubao

COPY requirements/ requirements/
RUN apt-get update \
    && xargs -a requirements/debian.txt \
        env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/zhoubao \
    && python -m pip install --no-input --no-cache-dir --no-deps --only-binary :all: \
        --require-hashes -r requirements/base.txt

COPY . .
RUN --mount=type=bind,from=fonts,source=/fonts,target=/fonts \
    python -m bulletins.rendering.fonts /fonts \
    && python -m bulletins.rendering.declarations
RUN export ZHOUBAO_SECRET_KEY=unused \
    && python manage.py compilemessages -v 0 \
    && python manage.py collectstatic --no-input -v 0 \
    && python -m compileall -q -x /static .
RUN useradd --uid 10001 --create-home zhoubao \
    && install -d -m 700 -o zhoubao -g zhoubao /var/lib/zhoubao
USER zhoubao
VOLUME /var/lib/zhoubao

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["python", "manage.py", "serve", "--host", "0.0.0.0"]
