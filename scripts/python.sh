#!/bin/sh
# Runs one of our scripts with a Python that is new enough: $PYTHON when set, else the environment that stands,
# else the newest Python found that can make one. The scripts themselves need nothing but the standard library.
set -eu
cd "$(dirname "$0")/.."

fail() {
    echo "steppe: $1" >&2
    exit 1
}
# A name on the PATH proves nothing: version managers leave stand-ins there that refuse to run.
version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }
is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
can_make_environments() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

if [ -n "${PYTHON:-}" ]; then
    version=$(version_of "$PYTHON") || fail "PYTHON=$PYTHON does not run; name a Python of version 3.11 or newer."
    is_new_enough "$PYTHON" || fail "PYTHON=$PYTHON is Python $version, and 3.11 or newer is needed."
    can_make_environments "$PYTHON" ||
        fail "PYTHON=$PYTHON has no venv module; install it (on Debian: apt-get install python$version-venv)."
    exec "$PYTHON" "$@"
fi

if is_new_enough .venv/bin/python; then
    exec .venv/bin/python "$@"
fi

too_old="" without_venv=""
for candidate in python3.13 python3.12 python3.11 python3; do
    version=$(version_of "$candidate") || continue
    if ! is_new_enough "$candidate"; then
        too_old="$candidate is $version"
    elif ! can_make_environments "$candidate"; then
        without_venv=$candidate # the last one is the plain python3 where that is new enough
    else
        exec "$candidate" "$@"
    fi
done
[ -z "$without_venv" ] || fail "$without_venv has no venv module; install it: apt-get install $without_venv-venv"
[ -z "$too_old" ] || fail "Python 3.11 or newer is needed, and $too_old; name a newer one: make run PYTHON=/path/to/python3"
fail "Python 3.11 or newer is needed, and none was found; install it: apt-get install python3 python3-venv"
