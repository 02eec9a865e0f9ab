package org.yimen.identity;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.RealNameCheck.Answer;

/**
 * Whether a name and a number belong together of somebody whom staff write into a file: by the register of persons, or that
 * of firms. Nobody is entered, and nobody learns whether the one who is named has an account.
 */
@Service
public class RealNames {

    private final People people;
    private final Entities entities;
    private final ObjectProvider<RealNameCheck> persons;
    private final ObjectProvider<BusinessRegister> firms;

    RealNames(
            People people,
            Entities entities,
            ObjectProvider<RealNameCheck> persons,
            ObjectProvider<BusinessRegister> firms) {
        this.people = people;
        this.entities = entities;
        this.persons = persons;
        this.firms = firms;
    }

    public Answer compare(String name, CitizenId number) {
        RealNameCheck register = persons.getIfAvailable();
        Answer answer = register == null ? Answer.UNREACHABLE : register.compare(name.strip(), number, "");
        // Whoever has an account has proven his name.
        boolean other = people.find(number)
                .filter(person -> !person.name().equals(name.strip()))
                .isPresent();
        return answer == Answer.MATCHED && other ? Answer.NO_MATCH : answer;
    }

    public Answer compare(String name, CreditCode code) {
        BusinessRegister register = firms.getIfAvailable();
        BusinessRegister.Answer answer =
                register == null ? new BusinessRegister.Answer.Unreachable() : register.ask(code, name.strip());
        boolean other = entities.find(code)
                .filter(firm -> !firm.name().equals(name.strip()))
                .isPresent();
        return switch (answer) {
            case BusinessRegister.Answer.Confirmed _, BusinessRegister.Answer.OtherRepresentative _ ->
                other ? Answer.NO_MATCH : Answer.MATCHED;
            case BusinessRegister.Answer.Unknown _ -> Answer.NO_MATCH;
            case BusinessRegister.Answer.Unreachable _ -> Answer.UNREACHABLE;
        };
    }
}
