FROM python:3.13-slim
WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --only-binary :all: --no-binary http-ece -r requirements.lock \
 && useradd --create-home grid && mkdir /data && chown grid /data
COPY server server
COPY schema schema
COPY web web
USER grid
ENV GRID_DATA_DIR=/data GRID_HOST=0.0.0.0
VOLUME /data
EXPOSE 8000
CMD ["sh", "-c", "python -m server migrate && exec python -m server serve"]
