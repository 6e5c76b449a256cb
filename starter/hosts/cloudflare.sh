#!/bin/sh
# Builds the site with the version it was made with. Set `base_url` in site.toml to the address it is published at.
set -eu
if [ "$(.annals/bin/annals --version 2>/dev/null)" != "annals {{VERSION}}" ]; then
  cargo install --locked --root .annals "annals@{{VERSION}}"
fi
.annals/bin/annals check
.annals/bin/annals build
