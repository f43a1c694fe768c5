package io.voxlog.monitor.api;

/** A request cannot be answered otherwise than by a problem. */
public final class ProblemException extends IllegalArgumentException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.title());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
