using System.Collections.Immutable;
using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Programmes.Definitions;

/// <summary>Reads what somebody says about themselves, and takes nothing that was not asked.</summary>
public static class ProfileAnswers
{
    private const string Profile = "profile";

    /// <summary>The answers by the key of their question; a question that was answered with nothing is not among them.</summary>
    /// <param name="questions">What is asked.</param>
    /// <param name="given">By the key of the question.</param>
    /// <param name="requireAll">Whether each required question must be answered: false where answers only change some.</param>
    /// <param name="field">The request field that holds them; a refusal names <c>profile.cigarettesPerDay</c>.</param>
    /// <returns>
    /// The first refusal in the order of the questions, at its field; before them all, <see cref="ProfileErrors.UnknownQuestion"/> for what nobody asked.
    /// </returns>
    public static Result<ImmutableDictionary<string, Answer>> Parse(
        IReadOnlyList<ProfileQuestion> questions, IReadOnlyDictionary<string, AnswerInput> given, bool requireAll, string field = Profile)
    {
        if (given.Keys.FirstOrDefault(key => questions.All(question => question.Key != key)) is { } unknown)
        {
            return ProfileErrors.UnknownQuestion.At(FieldPath.Of(field, unknown));
        }

        var answers = ImmutableDictionary.CreateBuilder<string, Answer>();
        foreach (var question in questions)
        {
            if (given.GetValueOrDefault(question.Key) is { } input and not AnswerInput.Nothing)
            {
                var answer = question.Parse(input);
                if (answer.IsFailure)
                {
                    return answer.Error.At($"{field}.{question.Key}");
                }

                answers.Add(question.Key, answer.Value);
            }
            else if (requireAll && question.IsRequired)
            {
                return ProfileErrors.Missing.At($"{field}.{question.Key}");
            }
        }

        return answers.ToImmutable();
    }
}
