package io.voxlog.livekit;

import com.fasterxml.jackson.databind.JsonNode;

/** A token whose signature and times were checked. */
record SignedToken(String issuer, JsonNode claims) {}
