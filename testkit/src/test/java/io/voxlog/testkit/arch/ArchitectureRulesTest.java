package io.voxlog.testkit.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import io.voxlog.testkit.EmbeddedCluster;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule finds the class that was planted for it, and says how to fix it. */
final class ArchitectureRulesTest {
    private static final JavaClasses PLANTED = new ClassFileImporter()
            .importPackages(
                    "io.voxlog.ingest.planted",
                    "io.voxlog.audio.planted",
                    "io.voxlog.media.planted",
                    "io.voxlog.transcript.planted",
                    "io.voxlog.runtime.planted",
                    "io.voxlog.monitor.left",
                    "io.voxlog.monitor.right");

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(ArchitectureRules.rolesNeverMeet, "PlantedAudio"),
                Arguments.of(ArchitectureRules.dependenciesPointDown, "PlantedRuntime"),
                Arguments.of(ArchitectureRules.rolesDoNotKnowTheirInfrastructure, "TopicPlan"),
                Arguments.of(ArchitectureRules.mediaIsJdkAndCodecs, "PlantedMedia"),
                Arguments.of(ArchitectureRules.codecsStayInAdapters, "PlantedCodecUser"),
                Arguments.of(ArchitectureRules.transcriptIsJdk, "PlantedText"),
                Arguments.of(ArchitectureRules.domainIsPure, "ProducerRecord"),
                Arguments.of(ArchitectureRules.domainIgnoresAdapters, "PlantedAdapter"),
                Arguments.of(ArchitectureRules.featuresAreAcyclic, "PlantedLeft"),
                Arguments.of(ArchitectureRules.clockAndEnvironmentAreInjected, "Instant.now()"),
                Arguments.of(ArchitectureRules.clockAndEnvironmentAreInjected, "System.currentTimeMillis()"),
                Arguments.of(ArchitectureRules.domainHasNoStopwatch, "System.nanoTime()"),
                Arguments.of(ArchitectureRules.noStandardStreams, "System.out"),
                Arguments.of(ArchitectureRules.noGenericExceptions, "RuntimeException"),
                Arguments.of(ArchitectureRules.noJsr305, "javax.annotation.Nullable"),
                Arguments.of(ArchitectureRules.everyPackageIsNullMarked, "package io.voxlog.ingest.planted is not"),
                Arguments.of(ArchitectureRules.noDrawersForOddments, "PlantedDrawer"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsWhatWasPlantedAndSaysHowToFixIt(ArchRule rule, String offender) {
        EvaluationResult result = rule.evaluate(PLANTED);

        assertThat(result.hasViolation()).isTrue();
        assertThat(String.join("\n", result.getFailureReport().getDetails())).contains(offender);
        assertThat(rule.getDescription()).contains("fix: ");
    }

    @Test
    void areContentWithTheTestkitItself() {
        JavaClasses own = new ClassFileImporter().importPackagesOf(ArchitectureRules.class, EmbeddedCluster.class);
        for (ArchRule rule : List.of(
                ArchitectureRules.dependenciesPointDown,
                ArchitectureRules.clockAndEnvironmentAreInjected,
                ArchitectureRules.noStandardStreams,
                ArchitectureRules.noGenericExceptions)) {
            rule.check(own);
        }
    }
}
