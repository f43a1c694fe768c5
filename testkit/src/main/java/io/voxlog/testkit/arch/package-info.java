/**
 * The rules of the house, checked on compiled classes: who may use whom, and what stays out of features. The text of
 * each rule says how to fix what it finds.
 */
@NullMarked
package io.voxlog.testkit.arch;

import org.jspecify.annotations.NullMarked;
