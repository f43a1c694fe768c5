package io.voxlog.analysis.job;

import io.voxlog.analysis.output.OutputSchema;
import java.util.List;
import java.util.Set;

/** A provider whose answers have the shape that their type of job asks for: any other answer is a failed attempt. */
public final class ValidatedProvider implements AnalysisProvider {
    private static final int SHOWN = 5;

    private final AnalysisProvider provider;

    /** Checks the answers of this provider. Types without a schema are not checked. */
    public ValidatedProvider(AnalysisProvider provider) {
        this.provider = provider;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public String model() {
        return provider.model();
    }

    @Override
    public Set<String> types() {
        return provider.types();
    }

    @Override
    public AnalysisAnswer run(AnalysisRequest request) throws InterruptedException {
        AnalysisAnswer answer = provider.run(request);
        List<String> violations = OutputSchema.of(request.type())
                .map(schema ->
                        schema.violations(answer.result(), request.utterances().size()))
                .orElse(List.of());
        if (!violations.isEmpty()) {
            String first = String.join("; ", violations.subList(0, Math.min(SHOWN, violations.size())));
            throw new AnalysisFailedException(
                    "the answer is not valid: " + first, true, answer.promptTokens(), answer.completionTokens());
        }
        return answer;
    }
}
