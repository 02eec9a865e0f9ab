package org.yimen.delivery;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.Uuid7;

/** What reached whom: written in the transaction of the event that it belongs to, and never changed. */
@Repository
public class Handovers {

    /** So many papers of one case are listed. */
    public static final int MOST = 50;

    static final String RECEIVER = "delivery.handover.receiver_sealed";

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;

    Handovers(JdbcClient jdbc, ColumnCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /**
     * The same paper of the same case a second time changes nothing. What reached him in whatever way is announced no longer.
     */
    public void record(CaseId id, UUID holder, Handover handover, Actor actor) {
        UUID row = Uuid7.next(handover.servedAt());
        jdbc.sql("""
                          with over as (
                                 update delivery.announcement
                                    set ended = 'served', ended_at = :at
                                  where region_code = :region and case_id = :case and paper = :paper
                                    and paper_number = :number and ended is null)
                        insert into delivery.handover
                               (region_code, id, case_id, holder_id, paper, paper_number, way, served_at, relation,
                                receiver_sealed, proof, actor_kind, actor_id, round, slip)
                        values (:region, :id, :case, :holder, :paper, :number, :way, :at, :relation,
                                :receiver, :proof, :kind, :actor, :round, :slip)
                            on conflict (region_code, case_id, paper, paper_number) do nothing
                        """)
                .param("region", id.region())
                .param("id", row)
                .param("case", id.value())
                .param("holder", holder)
                .param("paper", handover.paper())
                .param("number", handover.number())
                .param("way", handover.way().code())
                .param("at", utc(handover.servedAt()))
                .param("relation", handover.receiver().relation().code())
                .param(
                        "receiver",
                        cipher.seal(
                                        RECEIVER,
                                        id.region(),
                                        row.toString(),
                                        handover.receiver().name())
                                .bytes())
                .param("proof", handover.receiver().proof().code())
                .param("kind", actor.kind().name())
                .param("actor", actor.id())
                .param("round", handover.round(), Types.INTEGER)
                .param("slip", handover.slip(), Types.VARCHAR)
                .update();
    }

    /** Of one case, in order. */
    public List<Handover> of(CaseId id) {
        return jdbc.sql("""
                        select id, paper, paper_number, way, served_at, relation, receiver_sealed, proof, actor_kind, round,
                               slip
                          from delivery.handover
                         where region_code = :region and case_id = :case
                         order by served_at, id
                         limit :most
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("most", MOST)
                .query((row, _) -> new Handover(
                        row.getString("paper"),
                        row.getString("paper_number"),
                        Way.of(row.getString("way")),
                        row.getObject("served_at", OffsetDateTime.class).toInstant(),
                        new Receiver(
                                Relation.of(row.getString("relation")),
                                cipher.open(
                                        RECEIVER,
                                        id.region(),
                                        row.getString("id"),
                                        Sealed.of(row.getBytes("receiver_sealed"))),
                                Proof.of(row.getString("proof"))),
                        Actor.Kind.valueOf(row.getString("actor_kind")),
                        row.getObject("round", Integer.class),
                        row.getString("slip")))
                .list();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
