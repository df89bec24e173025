#!/bin/sh
# Says what cargo says, about a package in the current folder, and makes its program anew.
case "$1" in
metadata)
    printf '{"packages":[{"source":null,"manifest_path":"%s/Cargo.toml","default_run":null}]}\n' "$PWD"
    ;;
build)
    cp "$(dirname "$0")/app.sh" target/app
    printf '{"reason":"compiler-artifact","executable":"%s/target/app","manifest_path":"%s/Cargo.toml","target":{"name":"app"}}\n' "$PWD" "$PWD"
    ;;
esac
