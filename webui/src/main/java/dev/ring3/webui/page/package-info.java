/**
 * What every page shares: settings, the menu, the layout, assets, error pages.
 *
 * <p>A page is one package with a controller and the templates beside it in the resources. A
 * controller with {@link dev.ring3.webui.page.MenuEntry} is in the menu; nothing else lists pages.
 * Controllers and everything they share are called by Tomcat's threads, many at once.
 */
@NullMarked
package dev.ring3.webui.page;

import org.jspecify.annotations.NullMarked;
