package org.yimen.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.application.SharedData;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.BusinessRegister;
import org.yimen.identity.CardRead;
import org.yimen.identity.CardReader;
import org.yimen.identity.RealNameCheck;

/**
 * Stand-ins for the state's registers and for the card reader, for the invented city only: they know invented people and
 * firms of the area 629901 and refuse everybody real.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("yimen.demo")
class SimulatedRegisters {

    private static final String AREA = "629901";
    private static final String REGISTERED_AT = "安澜市滨河东路 8 号";

    /** Firms whose organisation code begins so are somebody else's, to try the refusal. */
    private static final String OTHERS = "MA9909";

    private static final String LEAP_DAY = "0229";

    /** Where the month and the day stand in a citizen number (GB 11643). */
    private static final int MONTH_OF_BIRTH = 10;

    @Bean
    RealNameCheck simulatedRealNameCheck() {
        return new RealNameCheck() {
            @Override
            public RealNameCheck.Answer compare(String name, CitizenId number, String phone) {
                boolean invented = number.value().startsWith(AREA);
                return invented && !name.isBlank() ? RealNameCheck.Answer.MATCHED : RealNameCheck.Answer.NO_MATCH;
            }

            @Override
            public boolean simulated() {
                return true;
            }
        };
    }

    /**
     * 数据共享: every invented person and firm has every paper, and its reference says 演示; whoever was born on a 29 February
     * gets no answer, to try it.
     */
    @Bean
    SharedData simulatedSharedData() {
        return request -> {
            String number = request.number();
            boolean invented = request.entity()
                    ? CreditCode.parse(number)
                            .filter(code -> code.region().equals(AREA))
                            .isPresent()
                    : number.startsWith(AREA);
            if (!invented) {
                return new SharedData.Answer.None();
            }
            return !request.entity() && number.startsWith(LEAP_DAY, MONTH_OF_BIRTH)
                    ? new SharedData.Answer.Silent()
                    : new SharedData.Answer.Found(
                            "DEMO-" + UUID.randomUUID().toString().substring(0, 8));
        };
    }

    @Bean
    BusinessRegister simulatedBusinessRegister() {
        return new BusinessRegister() {
            @Override
            public BusinessRegister.Answer ask(CreditCode code, String name, String representative, CitizenId number) {
                BusinessRegister.Answer named = ask(code, name);
                return named instanceof BusinessRegister.Answer.Confirmed
                                && code.organisationCode().startsWith(OTHERS)
                        ? new BusinessRegister.Answer.OtherRepresentative()
                        : named;
            }

            @Override
            public BusinessRegister.Answer ask(CreditCode code, String name) {
                return code.region().equals(AREA) && !name.isBlank()
                        ? new BusinessRegister.Answer.Confirmed(name, REGISTERED_AT)
                        : new BusinessRegister.Answer.Unknown();
            }

            @Override
            public boolean simulated() {
                return true;
            }
        };
    }

    @Bean
    CardReader simulatedCardReader() {
        return new SimulatedCards();
    }

    /** A drawer of cards: people of the demo, somebody new, and one whose card has run out. */
    private static final class SimulatedCards implements CardReader {

        private static final Map<String, CardRead> CARDS = Map.of(
                "chen", card("陈晓禾", "629901199503124524", LocalDate.of(2035, 6, 30)),
                "li", card("李安然", "629901198806210134", LocalDate.of(2038, 3, 1)),
                "ma", card("马建国", "629901197110010359", null),
                "wu", card("吴桂兰", "629901194805020648", null),
                "zheng", card("郑一帆", "629901199302271173", LocalDate.of(2033, 9, 9)),
                "wang", card("王芳", "629901197911050262", LocalDate.of(2025, 12, 31)),
                "new", card("江南雨", "629901199808080024", LocalDate.of(2036, 8, 8)));

        private static final List<Sample> SAMPLES = List.of(
                new Sample("chen", "陈晓禾"),
                new Sample("li", "李安然"),
                new Sample("ma", "马建国（长期）"),
                new Sample("wu", "吴桂兰（长期）"),
                new Sample("zheng", "郑一帆"),
                new Sample("wang", "王芳（已过期）"),
                new Sample("new", "江南雨（第一次来）"));

        @Override
        public List<Sample> samples() {
            return SAMPLES;
        }

        @Override
        public Optional<CardRead> read(String station, String sample) {
            return Optional.ofNullable(CARDS.get(sample));
        }

        private static CardRead card(String name, String number, @Nullable LocalDate until) {
            return new CardRead(name, CitizenId.of(number), until);
        }
    }
}
