package io.voxlog.testkit.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.NullMarked;

/** What the rules talk about: roles, domain classes, packages. */
final class House {
    /** Packages of the role modules, by the module's name. */
    static final Map<String, String> ROLES = Map.of(
            "ingest", "io.voxlog.ingest",
            "audio-stream", "io.voxlog.audio",
            "stt-connector", "io.voxlog.stt",
            "analysis-streams", "io.voxlog.analysis",
            "monitor", "io.voxlog.monitor",
            "notifier", "io.voxlog.notifier");

    /** The port of the engines stands in a module of its own, below the roles. */
    static final String STT_ENGINE = "io.voxlog.stt.engine..";

    private static final String EDGE = ".*(Role|Main|Topology|Processor|Verticle)(\\$.*)?";

    private static final String[] TECHNOLOGY = {
        "org.apache.kafka..",
        "org.apache.avro..",
        "io.vertx..",
        "io.netty..",
        "com.fasterxml..",
        "com.google.protobuf..",
        "com.auth0..",
        "io.livekit..",
        "livekit..",
        "io.github.jaredmdobson.concentus..",
        "org.lwjgl..",
        "org.postgresql..",
        "java.sql..",
        "java.net.http.."
    };

    private House() {}

    static DescribedPredicate<JavaClass> role() {
        return DescribedPredicate.describe("classes of role modules", type -> roleOf(type) != null);
    }

    /** Classes of roles that are neither adapters nor edges. */
    static DescribedPredicate<JavaClass> domain() {
        return role().and(DescribedPredicate.not(resideInAPackage("..adapter..").or(nameMatching(EDGE))))
                .as("domain classes (no ..adapter.. package, no *Role, *Main, *Topology, *Processor, *Verticle)");
    }

    static DescribedPredicate<JavaClass> technology() {
        return resideInAnyPackage(TECHNOLOGY)
                .or(DescribedPredicate.describe("Avro records", type -> type.isAssignableTo(SpecificRecord.class)))
                .as("technology (Kafka, Avro and its records, Vert.x, Jackson, LiveKit, codecs, databases, HTTP)");
    }

    /** One slice per role module. */
    static SliceAssignment roles() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String role = roleOf(type);
                return role == null ? SliceIdentifier.ignore() : SliceIdentifier.of(role);
            }

            @Override
            public String getDescription() {
                return "role modules";
            }
        };
    }

    /** The packages of Voxlog that have classes of their own. */
    static AbstractClassesTransformer<JavaPackage> packages() {
        return new AbstractClassesTransformer<>("packages of io.voxlog") {
            @Override
            public Set<JavaPackage> doTransform(JavaClasses classes) {
                Map<String, JavaPackage> packages = new TreeMap<>();
                classes.stream()
                        .filter(resideInAPackage("io.voxlog.."))
                        .forEach(type -> packages.put(type.getPackageName(), type.getPackage()));
                return Set.copyOf(packages.values());
            }
        };
    }

    static ArchCondition<JavaPackage> beNullMarked() {
        return new ArchCondition<>("be @NullMarked in package-info.java") {
            @Override
            public void check(JavaPackage item, ConditionEvents events) {
                boolean marked = item.tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                String text = "package " + item.getName() + (marked ? " is" : " is not") + " @NullMarked";
                events.add(new SimpleConditionEvent(item, marked, text));
            }
        };
    }

    private static @org.jspecify.annotations.Nullable String roleOf(JavaClass type) {
        if (resideInAPackage(STT_ENGINE).test(type)) {
            return null;
        }
        return ROLES.entrySet().stream()
                .filter(role -> resideInAPackage(role.getValue() + "..").test(type))
                .map(Map.Entry::getKey)
                .findAny()
                .orElse(null);
    }
}
