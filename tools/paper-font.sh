#!/bin/sh
# Fetches the typeface of the formal papers (Noto Serif SC Regular, SIL Open Font License 1.1), unmodified.
# The result is committed, so that a build needs no network; run this only to renew it.
set -eu

version=0.4.3
sha256=c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742
fonts=$(cd "$(dirname "$0")/../server/src/main/resources/fonts" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
npm pack --silent "@expo-google-fonts/noto-serif-sc@$version" >/dev/null
tar -xzf "expo-google-fonts-noto-serif-sc-$version.tgz" \
    package/400Regular/NotoSerifSC_400Regular.ttf package/LICENSE_FONT
echo "$sha256  package/400Regular/NotoSerifSC_400Regular.ttf" | sha256sum -c --quiet
cp package/400Regular/NotoSerifSC_400Regular.ttf "$fonts/NotoSerifSC-Regular.ttf"
cp package/LICENSE_FONT "$fonts/NotoSerifSC-OFL.txt"
