package org.yimen.identity;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.identifier.CreditCode;
import org.yimen.identifier.Uuid7;

/** 法人登记: legal entities and who may act for them. */
@Service
public class Entities {

    private final EntityTables tables;
    private final InstantSource time;

    Entities(EntityTables tables, InstantSource time) {
        this.tables = tables;
        this.time = time;
    }

    @Transactional
    public LegalEntity register(CreditCode creditCode, String name) {
        var entity = new LegalEntity(Uuid7.next(time.instant()), creditCode, name, List.of());
        try {
            tables.insert(entity, time.instant());
        } catch (DuplicateKeyException _) {
            throw new PersonKnown();
        }
        return entity;
    }

    /** Lets a person act for the entity. */
    @Transactional
    public void appoint(UUID entity, Operator operator) {
        tables.insert(entity, operator);
    }

    public Optional<LegalEntity> find(UUID id) {
        return tables.find(id);
    }

    public Optional<LegalEntity> find(CreditCode creditCode) {
        return tables.find(creditCode);
    }

    /** The entities that the person may act for on that day, by name. */
    public List<LegalEntity> operatedBy(UUID person, LocalDate on) {
        return tables.operatedBy(person).stream()
                .filter(entity -> entity.operator(person, on).isPresent())
                .toList();
    }
}
