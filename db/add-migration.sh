#!/usr/bin/env bash
# Adds one migration to all three engines and writes the DBA scripts anew:  db/add-migration.sh AddReviews
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?usage: db/add-migration.sh NAME}
dotnet tool restore >/dev/null

for engine in Sqlite SqlServer PostgreSql; do
  project="db/$engine"
  dotnet build "$project" --verbosity quiet --nologo
  dotnet ef migrations add "$name" --project "$project" --startup-project "$project" --output-dir Migrations --no-build
  # Built again: a script made from the assembly before the migration would be empty.
  dotnet build "$project" --verbosity quiet --nologo --no-restore
done

# A server's script goes through the migrations and checks what is there; the embedded database has one of the whole model, for a new file.
write_script() {
  local engine=$1 script="db/scripts/${1,,}.sql"
  shift
  dotnet ef "$@" --project "db/$engine" --startup-project "db/$engine" --no-build --output "$script"
  sed -i '1s/^\xEF\xBB\xBF//' "$script"
}
write_script SqlServer migrations script --idempotent
write_script PostgreSql migrations script --idempotent
write_script Sqlite dbcontext script

# A new file has every migration behind it.
{
  echo 'CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY, "ProductVersion" TEXT NOT NULL);'
  version=$(sed -n 's/.*"ProductVersion", "\(.*\)").*/\1/p' db/Sqlite/Migrations/OpsDbContextModelSnapshot.cs)
  for file in db/Sqlite/Migrations/*.Designer.cs; do
    echo "INSERT INTO \"__EFMigrationsHistory\" VALUES ('$(basename "$file" .Designer.cs)', '$version');"
  done
} >> db/scripts/sqlite.sql
