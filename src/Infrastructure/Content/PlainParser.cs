using MobileBackend.Domain.Common;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MobileBackend.Infrastructure.Content;

/// <summary>
/// YAML without what makes a small text large or deep: some lines of anchors and aliases stand for billions of values, and some thousand brackets for more
/// calls than a stack holds. Refuses at the first of them, before anything is made of it.
/// </summary>
internal sealed class PlainParser(ContentDocument document, TextReader text) : IParser
{
    /// <summary>Programmes go to 8.</summary>
    public const int Deepest = 16;

    private readonly Parser _inner = new(text);
    private int _depth;

    public ParsingEvent? Current => _inner.Current;

    public bool MoveNext()
    {
        document.ThrowIfCancelled();
        var moved = _inner.MoveNext();
        if (moved && _inner.Current is { } read)
        {
            Check(read);
        }

        return moved;
    }

    private void Check(ParsingEvent read)
    {
        _depth += read.NestingIncrease;
        var problem = read switch
        {
            AnchorAlias => new LocalizedText(
                "Les alias (*) ne sont pas acceptés : écrivez le texte en entier.", "Aliases (*) are not taken: write the text out."),
            NodeEvent { Anchor.IsEmpty: false } => new LocalizedText(
                "Les ancres (&) ne sont pas acceptées : écrivez le texte partout où il en faut un.",
                "Anchors (&) are not taken: write the text out where it is needed."),
            NodeEvent { Tag.IsEmpty: false } => new LocalizedText("Les étiquettes (!) ne sont pas acceptées.", "Tags (!) are not taken."),
            _ when _depth > Deepest => new LocalizedText($"Il y a plus de {Deepest} niveaux ici.", $"This is nested deeper than {Deepest} levels."),
            _ => null,
        };
        if (problem is not null)
        {
            throw document.Refusal(read.Start.Line, problem);
        }
    }
}
