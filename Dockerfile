# Logit Lab in a container. Checked: tests/endurance/test_dockerfile.py runs
# these steps as plain commands. Written, not run: the image itself.

# The Python that all tests run on.
FROM python:3.11-slim-bookworm

WORKDIR /lab

# First what seldom changes: the packages, each at the version that was tested.
COPY requirements.txt deploy/versions.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check -r requirements.txt -c versions.txt

# .dockerignore lets through only what the app runs on.
COPY . .
RUN python -m compileall -q .

# Nobody in particular, who may read all of this and write none of it.
USER 1000:1000
ENV HOME=/tmp PYTHONUNBUFFERED=1

EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["streamlit", "run", "app.py", "--server.port=8501", "--server.address=0.0.0.0"]
