package io.voxlog.testkit.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.Set;

/**
 * What the build refuses. Run it over classes with
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "io.voxlog", importOptions = ImportOption.DoNotIncludeTests.class)
 * final class ArchitectureTest {
 *     @ArchTest
 *     static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);
 * }
 * }</pre>
 *
 * A rule that finds no class to check is content, so that the rules can also run over one module.
 */
public final class ArchitectureRules {
    private static final String APP = "io.voxlog.app..";

    /** Calls that read the world's time or environment, by class. */
    private static final Map<String, Set<String>> AMBIENT = Map.of(
            "java.time.Instant", Set.of("now"),
            "java.time.LocalDate", Set.of("now"),
            "java.time.LocalDateTime", Set.of("now"),
            "java.time.OffsetDateTime", Set.of("now"),
            "java.time.ZonedDateTime", Set.of("now"),
            "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system"),
            "java.lang.System", Set.of("currentTimeMillis", "getenv"));

    /** Topics are the only contract between roles. */
    @ArchTest
    public static final ArchRule rolesNeverMeet = SlicesRuleDefinition.slices()
            .assignedFrom(House.roles())
            .should()
            .notDependOnEachOther()
            .because("topics are the only contract between roles; fix: write what the other role needs into a record of"
                    + " schemas/, or move pure code that both need to media/, transcript/ or runtime/")
            .allowEmptyShould(true);

    /** app, roles, then livekit and runtime, then media, transcript and schemas. */
    @ArchTest
    public static final ArchRule dependenciesPointDown = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("app")
            .definedBy(APP)
            .layer("roles")
            .definedBy(House.role())
            .layer("infra")
            .definedBy("io.voxlog.infra..")
            .layer("testkit")
            .definedBy("io.voxlog.testkit..")
            .layer("livekit")
            .definedBy("io.voxlog.livekit..")
            .layer("runtime")
            .definedBy("io.voxlog.runtime..")
            .layer("engine")
            .definedBy(House.STT_ENGINE)
            .layer("schemas")
            .definedBy("io.voxlog.schemas..")
            .layer("media")
            .definedBy("io.voxlog.media..")
            .layer("transcript")
            .definedBy("io.voxlog.transcript..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("testkit")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("roles")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("infra")
            .mayOnlyBeAccessedByLayers("app", "testkit", "roles")
            .whereLayer("livekit")
            .mayOnlyBeAccessedByLayers("app", "testkit", "roles")
            .whereLayer("runtime")
            .mayOnlyBeAccessedByLayers("app", "testkit", "roles", "infra", "livekit")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("app", "testkit", "roles")
            .whereLayer("schemas")
            .mayOnlyBeAccessedByLayers("app", "testkit", "roles", "infra", "livekit", "runtime")
            .because("app -> roles -> livekit, runtime -> media, transcript, schemas; fix: move the code to the lower"
                    + " module, or let the upper one pass in what the lower one needs")
            .allowEmptyShould(true);

    /** Only the monitor, whose tables they are, knows of infra, and only of Postgres. */
    @ArchTest
    public static final ArchRule rolesDoNotKnowTheirInfrastructure = noClasses()
            .that(House.role().and(resideOutsideOfPackages("io.voxlog.monitor..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.voxlog.infra..")
            .because("roles run on any cluster; fix: take addresses and settings from RoleContext or the role's config")
            .allowEmptyShould(true);

    /** Pure audio; codecs stay in their adapters. */
    @ArchTest
    public static final ArchRule mediaIsJdkAndCodecs = classes()
            .that()
            .resideInAPackage("io.voxlog.media..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "io.voxlog.media..",
                    "java..",
                    "org.jspecify..",
                    "io.github.jaredmdobson.concentus..",
                    "org.lwjgl.."))
            .because(
                    "media/ is pure audio on the JDK and its codecs; fix: move what needs more to an adapter of a role")
            .allowEmptyShould(true);

    /** The codecs are known to the adapter that is named after each. */
    @ArchTest
    public static final ArchRule codecsStayInAdapters = noClasses()
            .that()
            .resideInAPackage("io.voxlog.media..")
            .and()
            .resideOutsideOfPackage("io.voxlog.media.adapter..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.jaredmdobson.concentus..", "org.lwjgl..")
            .because("decoders are chosen at start; fix: use MonoDecoder")
            .allowEmptyShould(true);

    /** Pure text. */
    @ArchTest
    public static final ArchRule transcriptIsJdk = classes()
            .that()
            .resideInAPackage("io.voxlog.transcript..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("io.voxlog.transcript..", "java..", "org.jspecify.."))
            .because("transcript/ is pure text on the JDK; fix: move what needs more to an adapter of a role")
            .allowEmptyShould(true);

    /** Features know nothing of how records, sockets and rows are made. */
    @ArchTest
    public static final ArchRule domainIsPure = noClasses()
            .that(House.domain())
            .should()
            .dependOnClassesThat(House.technology())
            .because(
                    "features are pure; fix: let the feature declare an interface for what it needs and implement it in"
                            + " its adapter package, or translate at the edge (*Role, *Topology, *Processor, *Verticle)")
            .allowEmptyShould(true);

    /** Ports belong to the feature that uses them; adapters implement them. */
    @ArchTest
    public static final ArchRule domainIgnoresAdapters = noClasses()
            .that(House.domain())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.voxlog..adapter..")
            .because("adapters depend on features, not the other way; fix: declare an interface in the feature and pass"
                    + " the adapter in from the role's wiring class")
            .allowEmptyShould(true);

    /** Features of a module form no cycle. */
    @ArchTest
    public static final ArchRule featuresAreAcyclic = SlicesRuleDefinition.slices()
            .matching("io.voxlog.(*).(*)..")
            .should()
            .beFreeOfCycles()
            .because("a cycle makes two features one; fix: merge them, or move what both need into a third")
            .allowEmptyShould(true);

    /** Time and environment come from outside. */
    @ArchTest
    public static final ArchRule clockAndEnvironmentAreInjected = noClasses()
            .that(resideOutsideOfPackages(APP).and(DescribedPredicate.not(nameMatching(".*Main"))))
            .should()
            .accessTargetWhere(ambient())
            .because("playing the same input twice must give equal records; fix: take a Clock, or an Env, in the"
                    + " constructor; only the app makes them")
            .allowEmptyShould(true);

    /** Domain classes do not even read the monotonic clock. */
    @ArchTest
    public static final ArchRule domainHasNoStopwatch = noClasses()
            .that(House.domain())
            .should()
            .accessTargetWhere(accessTo("java.lang.System", Set.of("nanoTime")))
            .because("features are tested on a clock of their own; fix: take a LongSupplier of nanoseconds in the"
                    + " constructor")
            .allowEmptyShould(true);

    /** Only the command line prints. */
    @ArchTest
    public static final ArchRule noStandardStreams = noClasses()
            .that()
            .resideOutsideOfPackage(APP)
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .because("only the command line prints; fix: log with SLF4J's fluent form and LogKey")
            .allowEmptyShould(true);

    /** Callers must be able to tell failures apart. */
    @ArchTest
    public static final ArchRule noGenericExceptions = noClasses()
            .that()
            .resideInAPackage("io.voxlog..")
            .should(GeneralCodingRules.THROW_GENERIC_EXCEPTIONS)
            .because("callers must be able to tell failures apart; fix: IllegalArgument- or IllegalStateException for"
                    + " bugs, one unchecked exception of its own per boundary")
            .allowEmptyShould(true);

    /** One set of null annotations. */
    @ArchTest
    public static final ArchRule noJsr305 = noClasses()
            .that()
            .resideInAPackage("io.voxlog..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.annotation", "javax.annotation.concurrent", "javax.annotation.meta")
            .because("null is told by JSpecify; fix: import org.jspecify.annotations.Nullable")
            .allowEmptyShould(true);

    /** NullAway checks marked packages only. */
    @ArchTest
    public static final ArchRule everyPackageIsNullMarked = all(House.packages())
            .should(House.beNullMarked())
            .because("NullAway checks marked packages only; fix: add a package-info.java with @NullMarked and two"
                    + " sentences on the package")
            .allowEmptyShould(true);

    /** Packages are named by what they are about. */
    @ArchTest
    public static final ArchRule noDrawersForOddments = noClasses()
            .that()
            .resideInAPackage("io.voxlog..")
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .because("names say what a thing is about; fix: put it with the feature that uses it, under a noun")
            .allowEmptyShould(true);

    private ArchitectureRules() {}

    private static DescribedPredicate<JavaAccess<?>> ambient() {
        return DescribedPredicate.describe(
                "the target reads the wall clock or the environment",
                access -> AMBIENT.getOrDefault(access.getTargetOwner().getName(), Set.of())
                        .contains(access.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> accessTo(String owner, Set<String> names) {
        return DescribedPredicate.describe(
                "the target is " + owner + " " + names,
                access -> access.getTargetOwner().getName().equals(owner) && names.contains(access.getName()));
    }
}
