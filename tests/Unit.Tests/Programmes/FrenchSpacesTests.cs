using MobileBackend.Infrastructure.Content;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Programmes;

public sealed class FrenchSpacesTests
{
    /// <summary>In what is expected, _ is a space that does not break, and ~ a narrow one.</summary>
    [Theory]
    [InlineData("Combien ? Beaucoup ! Un ; deux", "Combien~? Beaucoup~! Un~; deux")]
    [InlineData("Vraiment ?!", "Vraiment~?!")]
    [InlineData("Voici : « oui »", "Voici_: «_oui_»")]
    [InlineData("Il dit « Ça va ? » : oui.", "Il dit «_Ça va~?_»_: oui.")]
    [InlineData("Au 39 89, de 8 h à 20 h.", "Au 39_89, de 8_h à 20_h.")]
    [InlineData("À 8 h 30, 24 h/24", "À 8_h_30, 24_h/24")]
    [InlineData("8 heures", "8 heures")]
    [InlineData("10 000 cigarettes, 1 234 567 pas", "10~000 cigarettes, 1~234~567 pas")]
    [InlineData("en 2024 100 personnes", "en 2024 100 personnes")]
    [InlineData("49 % pour 12 €", "49_% pour 12_€")]
    [InlineData("le 0 800 23 13 13", "le 0~800 23_13_13")]
    [InlineData("À 10:00, ou 10: 00", "À 10:00, ou 10: 00")]
    [InlineData("Oui? Non: peut-être!", "Oui? Non: peut-être!")]
    [InlineData("Voyez https://example.fr/a:b?c=1;d=2 ; puis", "Voyez https://example.fr/a:b?c=1;d=2~; puis")]
    [InlineData("[Lire : ici](https://example.fr/x?y \"Un titre : ici\") !", "[Lire_: ici](https://example.fr/x?y \"Un titre : ici\")~!")]
    [InlineData("Une image ![Un chat](chat.png)", "Une image ![Un chat](chat.png)")]
    [InlineData("| a | b |\n| :--- | :---: |", "| a | b |\n| :--- | :---: |")]
    [InlineData("Tapez `a ? b : c` !", "Tapez `a ? b : c`~!")]
    [InlineData("Une ligne\n? une autre\n : encore", "Une ligne\n? une autre\n : encore")]
    [InlineData("- ? pourquoi", "-~? pourquoi")]
    [InlineData("Fin  ", "Fin  ")]
    [InlineData("« ", "« ")]
    [InlineData("", "")]
    public void Set_FrenchText_BreaksNoLineBeforeASign(string text, string expected)
    {
        var set = FrenchSpaces.Set(text);

        set.ShouldBe(expected.Replace('_', '\u00A0').Replace('~', '\u202F'));
        FrenchSpaces.Set(set).ShouldBe(set, "nothing is left to do");
        set.Replace('\u00A0', ' ').Replace('\u202F', ' ').ShouldBe(text, "nothing else is touched");
    }

    [Fact]
    public void Set_TextThatIsOnlyMeantToHurt_IsReadToItsEnd()
    {
        // Were it read in the square of its length, it would take minutes.
        foreach (var piece in new[] { "](", "`", "1 ", "123 ", "« ", " ?", "https://" })
        {
            var text = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
            FrenchSpaces.Set(text).Length.ShouldBe(text.Length, piece);
        }
    }
}
