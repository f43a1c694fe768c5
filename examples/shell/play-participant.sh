#!/usr/bin/env bash
# Plays what one participant says, from the start of the topic and on to its end as it grows.
# Needs kcat and ffplay (package ffmpeg). PLAYER replaces ffplay by anything that reads s16le, 16 kHz, mono.
set -euo pipefail

brokers=${1:?usage: play-participant.sh BROKERS ROOM_SID PARTICIPANT_SID [more options of kcat]}
room=${2:?the room sid is missing}
participant=${3:?the participant sid is missing}
player=${PLAYER:-ffplay -loglevel warning -nodisp -f s16le -ar 16000 -ac 1 -}

# -f '%s' writes the values alone: no keys, no separators. Gaps and ends are records without a value.
# shellcheck disable=SC2086 # the player is a command with its arguments
kcat -C -q -b "$brokers" -t "audio.pcm.$room.$participant" -o beginning -f '%s' "${@:4}" | $player
