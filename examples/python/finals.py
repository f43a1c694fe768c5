#!/usr/bin/env python3
"""Prints every final of transcript.finals as a line of JSON: who said what, and when in the room."""

import argparse
import io
import json
import struct
import urllib.request

import fastavro
from confluent_kafka import Consumer, KafkaError

TICKS_PER_SECOND = 48_000

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--brokers", default="127.0.0.1:9092")
arguments.add_argument("--registry", required=True, help="its API, such as http://127.0.0.1:8080/apis/registry/v3")
arguments.add_argument("--group", default="example-finals", help="consumer group; progress is kept under its name")
arguments.add_argument("--until-end", action="store_true", help="stop at the end instead of waiting for more")
options = arguments.parse_args()

schemas = {}


def decode(value):
    """A value is a zero byte, the id of its schema's content (4 bytes, big-endian) and the record in Avro's binary form."""
    magic, content_id = struct.unpack(">BI", value[:5])
    if magic != 0:
        raise ValueError(f"unknown wire format {magic}")
    if content_id not in schemas:  # ids never change their meaning: ask once
        url = f"{options.registry}/ids/contentIds/{content_id}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            schemas[content_id] = fastavro.parse_schema(json.load(answer))
    schema = schemas[content_id]
    return schema["name"], fastavro.schemaless_reader(io.BytesIO(value[5:]), schema)


consumer = Consumer({
    "bootstrap.servers": options.brokers,
    "group.id": options.group,
    "auto.offset.reset": "earliest",
    "enable.auto.commit": False,
    "isolation.level": "read_committed",  # finals are written in transactions
    "enable.partition.eof": True,
})
consumer.subscribe(["transcript.finals"])
at_end = set()
try:
    while not (options.until_end and at_end and len(at_end) == len(consumer.assignment())):
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            if message.error().code() != KafkaError._PARTITION_EOF:
                raise RuntimeError(message.error())
            at_end.add(message.partition())
            continue
        name, record = decode(message.value())
        if name.endswith("TranscriptFinal"):  # the other kind, TrackTranscribed, ends a track
            print(json.dumps({
                "id": record["id"],  # equal if it comes again
                "room": record["roomSid"],
                "participant": record["participantIdentity"],
                "start": record["startTicks"] / TICKS_PER_SECOND,  # seconds since the room's start
                "end": record["endTicks"] / TICKS_PER_SECOND,
                "text": record["text"],
            }), flush=True)
        consumer.commit(message, asynchronous=True)  # after the work: at least once
finally:
    consumer.close()
