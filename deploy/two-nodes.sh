#!/usr/bin/env bash
# Two nodes on this machine without containers: a PostgreSQL of their own, RabbitMQ where it is installed and otherwise
# ActiveMQ Artemis. Everything is made anew in a temporary folder and ends with Ctrl+C.
set -euo pipefail
cd "$(dirname "$0")/.."
mvn --batch-mode --quiet test-compile
exec mvn --batch-mode --quiet exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
  -Dexec.args="-cp %classpath io.confab.TwoNodes"
