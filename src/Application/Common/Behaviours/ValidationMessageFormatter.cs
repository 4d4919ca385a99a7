using System.Globalization;
using FluentValidation.Internal;

namespace MobileBackend.Application.Common.Behaviours;

/// <summary>Writes the dates of a message as the contract does (2026-11-22): whoever reads it has just sent one in that form.</summary>
internal sealed class ValidationMessageFormatter : MessageFormatter
{
    public override string BuildMessage(string messageTemplate)
    {
        foreach (var (name, value) in PlaceholderValues.ToList())
        {
            if (value is DateOnly date)
            {
                PlaceholderValues[name] = date.ToString("O", CultureInfo.InvariantCulture);
            }
        }

        return base.BuildMessage(messageTemplate);
    }
}
