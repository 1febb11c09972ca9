#!/usr/bin/env bash
# Keeps .sqlx, the description of every checked statement that the compiler reads instead of dialling a database.
#
#   scripts/sql.sh renew    writes it anew from the migrations
#   scripts/sql.sh check    fails when it is not what would be written
#
# The macros write the files themselves when they are expanded with a database at hand, so no further tool is needed.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/postgres.sh

mode=${1:-}
case "$mode" in
  renew | check) ;;
  *) echo "usage: scripts/sql.sh renew|check" >&2; exit 2 ;;
esac

bin=$(find_postgres) || { echo "PostgreSQL 15 or newer is missing: scripts/postgres.sh install" >&2; exit 1; }
scratch=$(mktemp -d /tmp/verbatim-sql.XXXXXX)
chmod 755 "$scratch"
mkdir "$scratch/cluster" "$scratch/sqlx"
[ "$(id -u)" = 0 ] && chown postgres "$scratch/cluster"
clean() {
  unprivileged "$bin/pg_ctl" -D "$scratch/cluster/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$scratch"
}
trap clean EXIT

unprivileged "$bin/initdb" -D "$scratch/cluster/data" -U verbatim -A trust -E UTF8 --locale=C --no-sync >"$scratch/log" 2>&1 ||
  { cat "$scratch/log" >&2; exit 1; }
unprivileged "$bin/pg_ctl" -D "$scratch/cluster/data" -w -l "$scratch/cluster/log" \
  -o "-c fsync=off -c listen_addresses= -k $scratch/cluster" start >/dev/null
for migration in migrations/*.sql; do
  "$bin/psql" -qX -v ON_ERROR_STOP=1 -h "$scratch/cluster" -U verbatim -d postgres -f "$migration" >/dev/null
done

# cargo cannot know that the macros look at the environment; a newer file makes it expand them again.
touch src/lib.rs src/main.rs tests/it/main.rs
env SQLX_OFFLINE=false SQLX_OFFLINE_DIR="$scratch/sqlx" \
  DATABASE_URL="postgres://verbatim@localhost/postgres?host=$scratch/cluster" \
  cargo check --quiet --locked --all-targets

if [ -z "$(ls -A "$scratch/sqlx")" ]; then
  echo "The compiler wrote no descriptions: has sqlx changed how it does so?" >&2
  exit 1
fi
if [ "$mode" = renew ]; then
  rm -rf .sqlx
  cp -r "$scratch/sqlx" .sqlx
  echo ".sqlx describes $(find .sqlx -type f | wc -l) statements."
elif ! diff -rq .sqlx "$scratch/sqlx"; then
  echo ".sqlx is not what the statements and the migrations say: run \`make sql\` and commit it." >&2
  exit 1
fi
