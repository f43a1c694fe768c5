/** Tests of sessions with an engine that hears numbered audio, without any clock or network. */
package io.voxlog.stt.session;
