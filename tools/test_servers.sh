#!/usr/bin/env bash
# What only the tests need from the system: Debian's chromium and PostgreSQL, qpdf and Ghostscript, which read the print files and make their plates, and Java, which runs the W3C's checker of pages. Says what to do where apt is missing.
set -eu
need=()
command -v chromium >/dev/null || need+=(chromium)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need+=(postgresql)
command -v qpdf >/dev/null || need+=(qpdf)
command -v java >/dev/null || need+=(default-jre-headless)
command -v gs >/dev/null || need+=(ghostscript)
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || need+=(nginx-light)
[ ${#need[@]} -eq 0 ] && exit 0
if ! command -v apt-get >/dev/null; then
  echo "The tests need: ${need[*]}. Install them with this system's package manager and run make test again." >&2
  exit 2
fi
sudo=""; [ "$(id -u)" -eq 0 ] || sudo="sudo"
echo "Installing ${need[*]} for the tests..."
$sudo apt-get update -qq
# a package of a server starts it at once: here it must not
$sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
