package io.voxlog.analysis.adapter.provider;

import io.voxlog.analysis.job.AnalysisAnswer;
import io.voxlog.analysis.job.AnalysisFailedException;
import io.voxlog.analysis.job.AnalysisProvider;
import io.voxlog.analysis.job.AnalysisRequest;
import io.voxlog.analysis.offline.CallParticipant;
import io.voxlog.analysis.offline.CallTranscript;
import io.voxlog.analysis.offline.CallUtterance;
import io.voxlog.analysis.offline.OfflineAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The built-in rules as a provider: no network, no tokens, the same answer every time. */
public final class OfflineProvider implements AnalysisProvider {
    @Override
    public String name() {
        return OfflineAnalysis.PROVIDER;
    }

    @Override
    public String model() {
        return OfflineAnalysis.MODEL;
    }

    @Override
    public Set<String> types() {
        return Set.copyOf(OfflineAnalysis.TYPES);
    }

    @Override
    public AnalysisAnswer run(AnalysisRequest request) {
        if (!OfflineAnalysis.TYPES.contains(request.type())) {
            throw new AnalysisFailedException("no rules for jobs of type " + request.type(), false);
        }
        Map<String, Object> result = OfflineAnalysis.analyse(request.type(), call(request));
        return new AnalysisAnswer(result, Map.of("rule_based", true), 0, 0);
    }

    private static CallTranscript call(AnalysisRequest request) {
        List<CallUtterance> utterances = new ArrayList<>();
        for (AnalysisRequest.Utterance said : request.utterances()) {
            utterances.add(
                    new CallUtterance(utterances.size(), said.identity(), said.start(), said.end(), said.text()));
        }
        List<CallParticipant> participants = request.participants().stream()
                .map(participant -> new CallParticipant(participant.identity(), participant.displayName()))
                .toList();
        return new CallTranscript(participants, utterances);
    }
}
