package org.yimen.application.web;

import java.util.UUID;
import org.yimen.application.Holdings.Held;

/**
 * Where a draft is being filled in: citizens do it below {@code /apply} or at a machine in a hall below {@code /kiosk}, clerks
 * at the window below {@code /desk}.
 *
 * @param base address of the draft; its pages lie below it
 * @param leave where to go when putting it aside
 * @param after where to go once it is handed in
 * @param himself false where somebody acts for the applicant
 * @param present false where nothing says that he himself is there: then nothing of him lies open that was not typed here
 */
public record Bench(String base, String leave, String after, boolean himself, boolean present) {

    /** True at the window, where a clerk fills in for whoever stands there. */
    public boolean isWindow() {
        return base.startsWith("/desk/");
    }

    /** True at a machine in a hall, which has no files of the applicant's. */
    public boolean isStation() {
        return base.startsWith("/kiosk/");
    }

    /** True where somebody sits at a device of his own: his files lie open there. */
    public boolean isOwn() {
        return !isWindow() && !isStation();
    }

    /** 材料复用: on a device of his own, and at the window while he stands there; a machine in a hall takes no files. */
    public boolean offersHeld() {
        return present && !isStation();
    }

    /** Where a file that he gave before is looked at before it is taken over. */
    public String held(Held held) {
        return isWindow()
                ? base + "/held/" + held.dossier() + "/" + held.file().id()
                : (held.submitted() ? "/me/cases/" : "/apply/draft/") + held.dossier() + "/files/"
                        + held.file().id() + "/view";
    }

    /** True where others read along: personal numbers are not on the screen in full. */
    public boolean masks() {
        return !isOwn() || !himself;
    }

    /** Where a file of this draft is looked at. */
    public String file(UUID file) {
        return base + "/files/" + file;
    }

    /** What need not be brought, and whether the applicant agrees. */
    public String free() {
        return base + "/free";
    }

    /** Has the sources asked once more for what they did not give. */
    public String fetchAgain() {
        return free() + "/again";
    }

    /** At a machine in a hall: a code to go on with at a window or on a phone, where files can be given. */
    public String elsewhere() {
        return leave + "/code";
    }

    public String question(String code) {
        return base + "/question/" + code;
    }

    public String section(String code) {
        return base + "/section/" + code;
    }

    /** Where a page saves while somebody is typing. */
    public String answers() {
        return base + "/answers";
    }

    public String material(String code) {
        return base + "/material/" + code;
    }

    public String check() {
        return base + "/check";
    }

    /** 预审: on the web only, where the applicant himself chooses it. */
    public boolean offersPreCheck() {
        return !isWindow() && !isStation();
    }

    public String preCheck() {
        return base + "/pre-check";
    }

    public String submit() {
        return base + "/submit";
    }
}
