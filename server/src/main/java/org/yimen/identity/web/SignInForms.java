package org.yimen.identity.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.web.SignInPage.Field;

/** What each form asks, and what can be said about an answer without looking at any account. */
final class SignInForms {

    /** Of a citizen. */
    record CitizenForm(
            @Nullable String name,
            @Nullable String citizenId,
            @Nullable String password) {

        List<Field> fields(boolean check) {
            return List.of(
                    named(or(name), check),
                    SignInForms.citizenId(or(citizenId), check),
                    SignInForms.password(or(password), check));
        }
    }

    /** Of somebody who acts for an enterprise. */
    record EnterpriseForm(
            @Nullable String creditCode,
            @Nullable String citizenId,
            @Nullable String password) {

        List<Field> fields(boolean check) {
            return List.of(
                    SignInForms.creditCode(or(creditCode), check),
                    SignInForms.citizenId(or(citizenId), check),
                    SignInForms.password(or(password), check));
        }
    }

    /** Of a member of staff. */
    record StaffForm(@Nullable String login, @Nullable String password) {

        List<Field> fields(boolean check) {
            return List.of(
                    new Field("login", or(login), "username", false, missing("login", or(login), check)),
                    SignInForms.password(or(password), check));
        }
    }

    private SignInForms() {}

    static String or(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    private static Field named(String typed, boolean check) {
        return new Field("name", typed, "name", false, missing("name", typed, check));
    }

    private static Field citizenId(String typed, boolean check) {
        return new Field("citizen-id", typed, "off", true, check ? citizenIdError(typed) : null);
    }

    /** What is wrong with a citizen number as it stands, or null. */
    static @Nullable String citizenIdError(String typed) {
        String missing = missing("citizen-id", typed, true);
        return missing != null
                ? missing
                : CitizenId.flaw(typed).map(SignInForms::said).orElse(null);
    }

    private static String said(CitizenId.Flaw flaw) {
        return switch (flaw) {
            case FIFTEEN_DIGITS -> "identity.sign-in.citizen-id-fifteen";
            case SHAPE -> "identity.sign-in.citizen-id-shape";
            case BIRTH_DATE, AREA, CHECK_CHARACTER -> "identity.sign-in.citizen-id-typo";
        };
    }

    private static Field creditCode(String typed, boolean check) {
        String error = missing("credit-code", typed, check);
        if (check && error == null && CreditCode.parse(typed).isEmpty()) {
            error = "identity.sign-in.credit-code-typo";
        }
        return new Field("credit-code", typed, "off", true, error);
    }

    private static Field password(String typed, boolean check) {
        return new Field(Field.PASSWORD, "", "current-password", false, missing(Field.PASSWORD, typed, check));
    }

    private static @Nullable String missing(String field, String typed, boolean check) {
        return check && typed.isBlank() ? "identity.sign-in." + field + "-missing" : null;
    }
}
