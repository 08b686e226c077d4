# Gridwhistle as an image: root owns the program, nobody writes to it, uid 10001 serves. Made by the lock alone.
#   docker build -t gridwhistle .
#     --build-arg BASE=registry.example.cn/python:3.13-slim@sha256:…   your mirror's, pinned by its digest
#     --build-arg PIP_INDEX_URL=https://mirror.example.cn/simple       a mirror of the package index
# Unpacked from ./grid offline-kit the packages come from the kit, and only the base from elsewhere.
ARG BASE=python:3.13-slim
FROM $BASE AS build
ARG PIP_INDEX_URL
WORKDIR /app
COPY . .
RUN ./grid install && rm -rf wheels

FROM $BASE
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin grid \
 && install -d -o grid -g grid -m 0700 /data
WORKDIR /app
COPY --from=build /app /app
USER 10001
ENV GRID_DATA_DIR=/data GRID_HOST=0.0.0.0 GRID_LOG_JSON=true
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=5m --retries=3 \
 CMD [".venv/bin/python", "-c", "from urllib.request import urlopen as ask; ask('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["sh", "-c", "./grid migrate && exec ./grid serve --workers 1"]
