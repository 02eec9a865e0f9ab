package org.yimen.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Changes in whose name somebody signed in goes on, without his signing in again. */
public interface SessionAccount {

    void become(Citizen citizen, HttpServletRequest request, HttpServletResponse response);
}
