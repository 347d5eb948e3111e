#!/bin/sh
# A browser, the fonts to look at Chinese in it, OpenSSH, nginx, and LibreOffice, whose files have to pass, through the package manager
# where we are root.
set -eu
have() { command -v "$1" >/dev/null 2>&1; }

if { ! have chromium || ! have ssh-keygen || ! have soffice || { ! have nginx && ! [ -x /usr/sbin/nginx ]; } || ! fc-list 2>/dev/null | grep -qi cjk; } && [ "$(id -u)" = 0 ] && have apt-get; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk openssh-client nginx-light fontconfig \
        libreoffice-writer libreoffice-calc libreoffice-impress >/dev/null
fi
if have chromium || have chromium-browser || have google-chrome; then
    exit 0
fi
"$BIN/python" -m playwright install chromium
