package io.voxlog.audio;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.voxlog.testkit.arch.ArchitectureRules;

/** Includes the media module, which cannot depend on the rules' module itself. */
@AnalyzeClasses(
        packages = {"io.voxlog.audio", "io.voxlog.media"},
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);
}
