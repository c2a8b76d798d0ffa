package org.fanfare.demo;

import java.util.List;
import java.util.Locale;
import org.fanfare.message.GroupName;

/**
 * A part of the made-up market. The prices of its ten goods are one group, since one connection
 * reads at most 16: a hundred groups would be seven connections for each page. Immutable.
 */
enum Sector {
  DRINKS("Beer Cider Cocoa Coffee Mate Mead Rum Sake Tea Wine"),
  FIBRES("Alpaca Cashmere Cotton Flax Hemp Jute Linen Mohair Silk Wool"),
  FISH("Bass Carp Cod Eel Haddock Herring Perch Salmon Trout Tuna"),
  FRUIT("Apples Bananas Cherries Dates Figs Grapes Lemons Pears Plums Quinces"),
  GRAIN("Barley Maize Millet Oats Rice Rye Sorghum Spelt Teff Wheat"),
  METALS("Aluminium Cobalt Copper Gold Iron Lead Nickel Silver Tin Zinc"),
  NUTS("Acorns Almonds Cashews Chestnuts Coconuts Hazelnuts Peanuts Pecans Pistachios Walnuts"),
  SPICES("Anise Caraway Cardamom Cinnamon Cloves Ginger Mace Nutmeg Pepper Saffron"),
  STONE("Basalt Chalk Flint Gneiss Granite Gypsum Marble Sandstone Slate Tuff"),
  TIMBER("Ash Beech Birch Cedar Elm Larch Maple Oak Pine Spruce");

  private final String goods;

  Sector(String goods) {
    this.goods = goods;
  }

  /** Returns the names of its goods. */
  List<String> goods() {
    return List.of(goods.split(" "));
  }

  /** Returns the group of its prices, of which the log keeps one publication: the last prices. */
  GroupName group() {
    return new GroupName("demo.quotes." + name().toLowerCase(Locale.ROOT));
  }
}
