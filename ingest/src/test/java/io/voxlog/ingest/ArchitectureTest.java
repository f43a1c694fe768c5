package io.voxlog.ingest;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.voxlog.testkit.arch.ArchitectureRules;

@AnalyzeClasses(
        packages = "io.voxlog.ingest",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutClient.class})
final class ArchitectureTest {
    @ArchTest
    static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);

    /** The client is a library for sources that is Vert.x through and through: no feature of the role. */
    static final class WithoutClient implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/ingest/client/");
        }
    }
}
