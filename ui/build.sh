#!/bin/sh
# Compiles the style sheets and the script, and vendors them into the server, so that its build needs no Node.
# Run it after a change below ui/, and commit what it writes.
set -eu
cd "$(dirname "$0")"

[ -d node_modules ] || npm ci --ignore-scripts

assets=../server/src/main/resources/static/assets
fixtures=../server/src/test/resources/govuk-fixtures
govuk=node_modules/govuk-frontend
mkdir -p "$assets"

for sheet in yimen clocks desk bar wall kiosk; do
    npx --no-install sass --load-path=node_modules --style=compressed --no-source-map --quiet-deps "scss/$sheet.scss" "$assets/$sheet.css"
done
npx --no-install esbuild src/yimen.js --bundle --minify --format=esm --target=es2020 --legal-comments=none \
    --banner:js='/* Contains GOV.UK Frontend, MIT: see govuk-frontend.LICENSE.txt */' --outfile="$assets/yimen.js" --log-level=warning
cp src/yimen.svg "$assets/yimen.svg"
cp govuk-frontend.LICENSE.txt "$assets/govuk-frontend.LICENSE.txt"

# The package's own examples, parameters and expected HTML: our components are held to them.
mkdir -p "$fixtures"
cp components.txt "$fixtures/components.txt"
cp govuk-frontend.LICENSE.txt "$fixtures/LICENSE.txt"
for component in $(cat components.txt); do
    mkdir -p "$fixtures/$component"
    cp "$govuk/dist/govuk/components/$component/fixtures.json" "$fixtures/$component/fixtures.json"
done

ls -l "$assets"
