package io.voxlog.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ValidatedProviderTest {
    @Test
    void anAnswerOfTheRightShapePasses() throws InterruptedException {
        Map<String, Object> items = Map.of("items", List.of());

        assertThat(answer("action_items", items).result()).isEqualTo(items);
    }

    @Test
    void anAnswerOfAnotherShapeIsAFailedAttemptWorthRepeating() {
        Map<String, Object> hijacked = Map.of("text", "as you wish");

        assertThatThrownBy(() -> answer("action_items", hijacked))
                .isInstanceOfSatisfying(
                        AnalysisFailedException.class,
                        failed -> assertThat(failed.retryable()).isTrue())
                .hasMessageNotContaining("as you wish");
    }

    @Test
    void aTypeWithoutSchemaIsNotChecked() throws InterruptedException {
        Map<String, Object> anything = Map.of("any", "thing");

        assertThat(answer("coaching", anything).result()).isEqualTo(anything);
    }

    private static AnalysisAnswer answer(String type, Map<String, Object> result) throws InterruptedException {
        AnalysisProvider fixed = new AnalysisProvider() {
            @Override
            public String name() {
                return "fixed";
            }

            @Override
            public String model() {
                return "fixed-1";
            }

            @Override
            public Set<String> types() {
                return Set.of(type);
            }

            @Override
            public AnalysisAnswer run(AnalysisRequest request) {
                return new AnalysisAnswer(result, Map.of(), 0, 0);
            }
        };
        return new ValidatedProvider(fixed).run(new AnalysisRequest(type, null, "room", null, List.of(), List.of()));
    }
}
