#!/bin/sh
# Makes echarts.min.js from entry.js. Needs node 18 or later and the npm
# registry; the versions are fixed, so equal runs give equal bytes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/entry.js" "$work/"
cd "$work"
npm init --yes >/dev/null
npm install --no-audit --no-fund --save-exact echarts@6.1.0 zrender@6.1.0 tslib@2.3.0 esbuild@0.28.2 >/dev/null
npx esbuild entry.js --bundle --minify --format=iife --global-name=echarts --target=es2018 \
	--define:process.env.NODE_ENV='"production"' --legal-comments=none --log-level=warning \
	--outfile="$here/echarts.min.js"
cp node_modules/echarts/LICENSE "$here/LICENSE"
cp node_modules/echarts/NOTICE "$here/NOTICE"
cp node_modules/echarts/licenses/LICENSE-d3 "$here/LICENSE-d3"
cp node_modules/zrender/LICENSE "$here/LICENSE-zrender"
cp node_modules/tslib/LICENSE.txt "$here/LICENSE-tslib"
