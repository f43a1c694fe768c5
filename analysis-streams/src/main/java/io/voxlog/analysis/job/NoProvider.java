package io.voxlog.analysis.job;

import java.util.Set;

/** Stands in where no provider knows a type of job. */
final class NoProvider implements AnalysisProvider {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public String model() {
        return "none";
    }

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    public AnalysisAnswer run(AnalysisRequest request) {
        throw new AnalysisFailedException("no provider for jobs of type " + request.type(), false);
    }
}
