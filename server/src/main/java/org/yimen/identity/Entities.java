package org.yimen.identity;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.CityTime;

/** 法人登记: legal entities and who may act for them. */
@Service
public class Entities {

    /** An appointment without an end is asked for again; this bounds one with an end. */
    public static final Period LONGEST = Period.ofYears(3);

    public static final int MOST_OPERATORS = 100;

    private final EntityTables tables;
    private final Newcomers newcomers;
    private final ObjectProvider<BusinessRegister> business;
    private final AuditLog audit;
    private final InstantSource time;
    private final String home;

    Entities(
            EntityTables tables,
            Newcomers newcomers,
            ObjectProvider<BusinessRegister> business,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.tables = tables;
        this.newcomers = newcomers;
        this.business = business;
        this.audit = audit;
        this.time = time;
        this.home = home;
    }

    /** True where invented firms stand in for the business register. */
    public boolean simulated() {
        return business.stream().anyMatch(BusinessRegister::simulated);
    }

    /** Enters the firm of its legal representative, once the business register has confirmed that he is it. */
    @Transactional
    public LegalEntity open(CreditCode code, String name, Person representative) {
        BusinessRegister register = business.getIfAvailable();
        BusinessRegister.Answer answer = register == null
                ? new BusinessRegister.Answer.Unreachable()
                : register.ask(code, name.strip(), representative.name(), representative.citizenId());
        return switch (answer) {
            case BusinessRegister.Answer.Confirmed(var known, var address) -> {
                // Whom an administrator has entered as a third party has nobody yet who may speak for it.
                LegalEntity entity = tables.find(code)
                        .filter(each -> each.representative(today()).isEmpty())
                        .orElseGet(() -> register(code, known, address));
                tables.insert(
                        entity.id(),
                        new Operator(representative.id(), Operator.Role.LEGAL_REPRESENTATIVE, today(), null));
                record(representative.id(), "identity.firm-registered", entity.id(), representative.id());
                yield entity;
            }
            case BusinessRegister.Answer.Unknown _ -> throw new IdentityRuleBroken("identity.firm.unknown");
            case BusinessRegister.Answer.OtherRepresentative _ ->
                throw new IdentityRuleBroken("identity.firm.other-representative");
            case BusinessRegister.Answer.Unreachable _ -> throw new IdentityRuleBroken("identity.firm.unreachable");
        };
    }

    /** 经办人: the legal representative names somebody who may act for the firm from one day to another. */
    @Transactional
    public void name(UUID entity, UUID representative, String name, CitizenId number, LocalDate from, LocalDate until) {
        LegalEntity firm = mustRepresent(entity, representative);
        if (until.isBefore(from) || until.isBefore(today()) || until.isAfter(from.plus(LONGEST))) {
            throw new IdentityRuleBroken("identity.operator.days", LONGEST.getYears());
        }
        if (firm.operators().size() >= MOST_OPERATORS) {
            throw new IdentityRuleBroken("identity.operator.many", MOST_OPERATORS);
        }
        Person person = newcomers.known(name, number);
        boolean overlaps = firm.operators().stream()
                .filter(operator -> operator.person().equals(person.id()))
                .anyMatch(operator -> !operator.from().isAfter(until)
                        && (operator.until() == null || !operator.until().isBefore(from)));
        if (overlaps) {
            throw new IdentityRuleBroken("identity.operator.known");
        }
        tables.insert(entity, new Operator(person.id(), Operator.Role.AGENT, from, until));
        record(representative, "identity.operator-named", entity, person.id());
    }

    /** Dismisses an operator at once. */
    @Transactional
    public void dismiss(UUID entity, UUID representative, UUID person) {
        mustRepresent(entity, representative);
        if (!tables.end(entity, person, time.instant())) {
            throw new IdentityRuleBroken("identity.operator.unknown");
        }
        record(representative, "identity.operator-dismissed", entity, person);
    }

    LegalEntity mustRepresent(UUID entity, UUID person) {
        return find(entity)
                .filter(firm -> firm.isRepresentedBy(person, today()))
                .orElseThrow(() -> new IdentityRuleBroken("identity.firm.representative-only"));
    }

    private void record(UUID by, String kind, UUID entity, UUID person) {
        audit.record(home, by.toString(), kind, entity.toString(), Map.of("person", person.toString()));
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    @Transactional
    public LegalEntity register(CreditCode creditCode, String name) {
        return register(creditCode, name, "");
    }

    @Transactional
    public LegalEntity register(CreditCode creditCode, String name, String address) {
        var entity = new LegalEntity(Uuid7.next(time.instant()), creditCode, name, address, List.of());
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
