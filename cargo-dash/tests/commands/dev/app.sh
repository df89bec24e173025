#!/bin/sh
# Does not stop when it is told to, but says that it was.
trap 'echo told to stop >&2' TERM
echo started >&2
while :; do
    sleep 0.05
done
