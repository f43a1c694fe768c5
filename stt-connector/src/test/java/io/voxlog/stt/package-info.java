/** Tests of the role against a broker in the process, with tone-coded words. */
package io.voxlog.stt;
