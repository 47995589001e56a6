package dev.ring3.webui.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Says plainly what went wrong and what to do; never how the code looks inside. */
@Controller
final class ErrorPages implements ErrorController {
  /** What people read about a status. */
  private record Advice(String title, String remedy) {}

  @RequestMapping("/error")
  String error(HttpServletRequest request, Model model) {
    HttpStatus status = status(request);
    Advice advice = advice(status);
    model.addAttribute("status", status.value());
    model.addAttribute("title", advice.title());
    model.addAttribute("remedy", advice.remedy());
    model.addAttribute("loggedIn", request.getUserPrincipal() != null);
    return "page/error";
  }

  private static HttpStatus status(HttpServletRequest request) {
    if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code) {
      HttpStatus known = HttpStatus.resolve(code);
      return known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
    }
    return HttpStatus.NOT_FOUND;
  }

  private static Advice advice(HttpStatus status) {
    return switch (status.value()) {
      case 400 ->
          new Advice("The request cannot be read", "Go back and change what the address says.");
      case 401 ->
          new Advice(
              "Log in first",
              "Open the link that Ring3 printed at its start. If it has been used, a fresh one is"
                  + " in the file login-link of Ring3's data folder.");
      case 403 ->
          new Advice(
              "Not allowed",
              "Reload the page and try again: its form may be from an old session. To act on this"
                  + " host, log in by the responder's link, which --responder makes.");
      case 404 ->
          new Advice("Nothing is here", "The address is wrong, or what it showed was deleted.");
      case 405 -> new Advice("Not done this way", "Use the page's own buttons.");
      case 413 -> new Advice("Too large", "Import it with the command ring3 import.");
      case 503 -> new Advice("Not ready", "Try again in a moment.");
      default ->
          status.is4xxClientError()
              ? new Advice("The request was refused", "Go back and try another way.")
              : new Advice(
                  "Ring3 failed to answer", "Its output says why. The data are not harmed.");
    };
  }
}
