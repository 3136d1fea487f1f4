# Sourced by scripts/test: the two programs that the tests need beside Python.

apt_install() {
    local as_root=()
    command -v apt-get >/dev/null 2>&1 ||
        die "The tests need $1. Install it with your system's package manager."
    if [ "$(id -u)" != 0 ]; then
        sudo -n true >/dev/null 2>&1 ||
            die "The tests need $1. Install it with: sudo apt-get install $1"
        as_root=(sudo -n)
    fi
    say "Installing $1"
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq "$1" >/dev/null
}

postgresql_present() {
    command -v initdb >/dev/null 2>&1 && command -v pg_ctl >/dev/null 2>&1 && return
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || apt_install postgresql
}

chromium_present() {
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
        command -v google-chrome >/dev/null 2>&1 || apt_install chromium
}
