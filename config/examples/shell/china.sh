#!/usr/bin/env bash
# Clients in China get CloudFront China, everyone else gets CloudFront Global: asked with dig.
set -euo pipefail

zone="$(dirname "$(readlink -f "$0")")/../example.com.yaml"

# The server reads from this script and writes to it, and so ends with it, however that ends.
coproc server { exec "${MERIDIAN:-meridian}" serve --test "$zone" --network 198.51.100.0/24=CN; }
read -r ready <&"${server[0]}" || { echo "the server does not start" >&2; exit 1; }
port="$(sed 's/.*"port":\([0-9]*\).*/\1/' <<<"$ready")"

expect() {
    local target="$1" answer
    shift
    answer="$(dig @127.0.0.1 -p "$port" +short www.example.com "$@")"
    [ "$answer" = "$target" ] || { echo "www.example.com $*: $answer, not $target" >&2; exit 1; }
    echo "www.example.com $*: $answer"
}

expect abc.cloudfront.cn. +subnet=198.51.100.0/24
expect xyz.cloudfront.net. +subnet=203.0.113.0/24
expect xyz.cloudfront.net. +tcp

# Why: the last queries, as JSON.
echo queries >&"${server[1]}"
read -r queries <&"${server[0]}"
grep -q '"set_identifier":"CN"' <<<"$queries"
