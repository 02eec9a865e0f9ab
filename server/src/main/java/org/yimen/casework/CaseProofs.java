package org.yimen.casework;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.yimen.audit.TransparencyLog;

/** 存证: what the log says of cases. A paper leaves only when it vouches for all that led to it. */
@Service
public class CaseProofs {

    private final TransparencyLog log;

    CaseProofs(TransparencyLog log) {
        this.log = log;
    }

    /**
     * Waits a moment until the last event of the case is under a head that a witness has signed; each event commits to the one
     * before.
     *
     * @throws org.yimen.audit.LogBehind where that takes longer
     */
    public void demand(CaseFile<?> file) {
        log.await(CaseLeaves.NAME, CaseLeaves.key(file.id(), file.version()));
    }

    /** The same, without waiting. */
    public boolean entered(CaseFile<?> file) {
        return log.vouchesFor(CaseLeaves.NAME, CaseLeaves.key(file.id(), file.version()));
    }

    /** 凭证: the proofs for some events of a case, as JSON that anybody can check without us. */
    public Optional<String> receipt(CaseFile<?> file, List<Long> events) {
        return log.receipt(
                CaseLeaves.NAME,
                file.number(),
                events.stream().map(seq -> CaseLeaves.key(file.id(), seq)).toList());
    }
}
