package org.yimen.supervision;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.yimen.audit.TransparencyLog;
import org.yimen.document.SealedPapers;

/** The papers of a measure, which like those of a case leave only once the log vouches for what they say was done. */
@Service
public class MeasurePapers {

    private static final List<String> ACTS = List.of(Measures.NOTICED, Measures.DECIDED);

    private final SealedPapers papers;
    private final TransparencyLog log;
    private final InstantSource time;
    private final String region;

    MeasurePapers(
            SealedPapers papers, TransparencyLog log, InstantSource time, @Value("${yimen.region}") String region) {
        this.papers = papers;
        this.log = log;
        this.time = time;
        this.region = region;
    }

    /**
     * As its holder gets it.
     *
     * @throws org.yimen.audit.LogBehind where the log does not vouch for it yet
     */
    public Optional<byte[]> whole(Measure measure, boolean decision) {
        return read(measure, decision, papers::read);
    }

    /** The masked copy without a seal, for who only watches. */
    public Optional<byte[]> reading(Measure measure, boolean decision) {
        return read(measure, decision, (_, paper) -> papers.reading(region, paper, time.instant()));
    }

    /**
     * By which a licence was struck off.
     *
     * @param whole as its holder gets it; else the masked copy without a seal
     * @throws org.yimen.audit.LogBehind where the log does not vouch for it yet
     */
    public Optional<byte[]> struckOff(StrikingsOff.Proposal proposal, boolean whole) {
        StrikingsOff.Decision decision = proposal.decision();
        UUID paper = decision == null ? null : decision.paper();
        if (paper == null) {
            return Optional.empty();
        }
        log.demand(region, ACTS, proposal.caseId().toString());
        return whole ? papers.read(region, paper) : papers.reading(region, paper, time.instant());
    }

    private Optional<byte[]> read(Measure measure, boolean decision, BiFunction<String, UUID, Optional<byte[]>> how) {
        @Nullable UUID paper = decision ? measure.decisionPaper() : measure.noticePaper();
        if (paper == null) {
            return Optional.empty();
        }
        log.demand(region, ACTS, measure.caseId().toString());
        return how.apply(region, paper);
    }
}
