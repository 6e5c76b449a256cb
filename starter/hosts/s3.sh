#!/bin/sh
# Publishes the archive in an S3 bucket: `sh deploy/s3.sh BUCKET`. Made with annals {{VERSION}}.
# In the bucket's website settings, the index document is index.html and the error document 404.html.
set -eu
bucket=${1:?usage: deploy/s3.sh BUCKET}
have=$(annals --version)
[ "$have" = "annals {{VERSION}}" ] || {
  echo "this needs annals {{VERSION}}, not $have: cargo install --locked annals@{{VERSION}}" >&2
  exit 2
}
annals check
# Links name files, so that the bucket need not know what an index is.
annals build --portable
# Assets first and old pages last: every page that is there finds what it names.
aws s3 sync public/assets/ "s3://$bucket/assets/" --cache-control "public, max-age=31536000, immutable"
aws s3 sync public/ "s3://$bucket/" --exclude "assets/*" --exclude ".*" --exclude "_*" --cache-control "public, max-age=300"
aws s3 sync public/ "s3://$bucket/" --exclude ".*" --exclude "_*" --delete
